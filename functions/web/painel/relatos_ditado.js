// Dictation: the microphone, the recording, and the text that comes back; the recording stays until it was written.

import { html, useEffect, useRef, useState } from "./preact.js";
import { Problem, post } from "./api.js";
import { Action } from "./ui.js";

const TYPES = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 32_000; // speech; half an hour stays far below the 25 MB that the API takes
const LONGEST_S = 30 * 60;
const REFUSED = {
  NotAllowedError: "O navegador não tem permissão para usar o microfone. Permita o microfone para este site nas configurações do navegador, ou escreva o relato.",
  NotFoundError: "Não encontramos um microfone neste aparelho. Conecte um, ou escreva o relato.",
  NotReadableError: "O microfone está ocupado por outro programa. Feche-o e tente de novo, ou escreva o relato.",
};
const UNABLE = "Este navegador não consegue gravar áudio aqui. Você pode escrever o relato.";

/** The button and what is told of it; `onText` gets what was said. */
export function Ditado({ onText, disabled }) {
  const [state, setState] = useState({ step: "idle", seconds: 0, told: "" });
  const recorder = useRef(null);
  const kept = useRef(null); // a recording that could not be written yet
  const gone = useRef(false);
  const show = (change) => { if (!gone.current) setState((before) => ({ ...before, ...change })); };

  useEffect(() => () => { gone.current = true; release(recorder.current); }, []);
  useEffect(() => {
    if (state.step !== "recording") return undefined;
    const timer = setInterval(() => setState((before) => ({ ...before, seconds: before.seconds + 1 })), 1_000);
    return () => clearInterval(timer);
  }, [state.step]);
  useEffect(() => {
    if (state.step === "recording" && state.seconds >= LONGEST_S) recorder.current.stop();
  }, [state.seconds]);

  const write = async (recording) => {
    kept.current = recording;
    show({ step: "writing", told: "" });
    try {
      const text = await transcribed(recording);
      kept.current = null;
      show({ step: "idle", told: text ? "Pronto: confira o texto antes de enviar." : "Não ouvimos nada nesta gravação." });
      if (text && !gone.current) onText(text);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      show({ step: "failed", told: problem.message });
    }
  };

  const start = async () => {
    show({ step: "asking", seconds: 0, told: "" });
    try {
      recorder.current = await listen(write);
      if (gone.current) return release(recorder.current);
      return show({ step: "recording" });
    } catch (error) {
      return show({ step: "idle", told: REFUSED[error.name] || UNABLE });
    }
  };

  const failed = state.step === "failed";
  return html`
    <div class="actions">
      ${state.step === "recording"
        ? html`<button type="button" class="danger" onClick=${() => recorder.current.stop()}>■ Parar e escrever</button>`
        : html`<${Action} class="quiet" disabled=${disabled} busy=${["asking", "writing"].includes(state.step)} onClick=${start}>
            ${state.step === "writing" ? "Escrevendo o que você disse…" : "Ditar o relato"}<//>`}
      ${failed && kept.current && html`<button type="button" class="quiet" onClick=${() => write(kept.current)}>Tentar de novo com a mesma gravação</button>`}
    </div>
    <p class="small" role="status" aria-live="polite">${state.step === "recording" ? "Gravando. Fale com calma; o texto vai para o campo e você corrige antes de enviar." : state.told}</p>
    ${state.step === "recording" && html`<p class="small" aria-hidden="true">● ${clock(state.seconds)}</p>`}
  `;
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

async function listen(onRecorded) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) throw new Error(UNABLE);
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    stream.getTracks().forEach((track) => track.stop());
    if (!recorder.dropped) onRecorded(new Blob(parts, { type: recorder.mimeType }));
  });
  recorder.start();
  return recorder;
}

/** Let the microphone go; what was recorded is dropped. */
function release(recorder) {
  if (!recorder || recorder.state === "inactive") return;
  recorder.dropped = true;
  recorder.stop();
}

async function transcribed(recording) {
  const form = new FormData();
  form.append("audio_file", recording, "relato");
  const { data } = await post("/transcrever_audio", form);
  return data.texto_transcrito.trim();
}
