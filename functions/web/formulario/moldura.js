// In a frame of somebody's site: telling that page how tall this one is, and no page of another origin.

const GROUND = 2; // what rounding may hide

/** `page` carries the origins that may show it; on a page of its own nobody is told anything. */
export function tellHeight(page) {
  if (window.parent === window) return;
  const above = location.ancestorOrigins?.[0]; // not every browser says
  const allowed = page.dataset.origens.split(" ").filter((one) => one && (!above || one === above));
  const tell = () => {
    const altura = Math.ceil(page.getBoundingClientRect().height) + GROUND;
    allowed.forEach((one) => window.parent.postMessage({ tipo: "retorno:altura", altura }, one));
  };
  new ResizeObserver(tell).observe(page);
}
