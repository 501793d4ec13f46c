// Files that leave by the browser: made here of what was read, handed over without any address of their own.

/** Offer `text` as a file to keep. */
export function save(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the download has begun by then
}

const FORMULA = /^[=+\-@\t\r]/;

/** Rows as a CSV that a Brazilian spreadsheet opens as it is, and in which nothing is taken for a formula. */
export function asCsv(rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}
