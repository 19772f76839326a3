import sharp from "sharp";

/** A questionnaire filled in by hand, drawn: rows with a tick in one of their boxes, different for every `seed`. */
export function questionnaire(seed: number): Promise<Buffer> {
  const rows = Array.from({ length: 22 }, (_, at) => {
    const y = 190 + at * 42;
    const tick = 620 + ((at * 7 + seed * 3) % 3) * 70;
    const boxes = [620, 690, 760]
      .map((x) => `<rect x="${x}" y="${y - 22}" width="26" height="26" fill="none" stroke="#555"/>`)
      .join("");
    return `<path d="M80 ${y}h${360 + ((at * 53 + seed * 29) % 150)}" stroke="#9a948a" stroke-width="9"/>${boxes}<path d="M${tick + 4} ${y - 10}l8 9 14-20" stroke="#233b6e" stroke-width="4" fill="none"/>`;
  }).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#f6f3ea"/><path d="M80 90h420" stroke="#33383d" stroke-width="20"/><path d="M80 140h${240 + (seed % 9) * 20}" stroke="#8c8574" stroke-width="10"/>${rows}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

const RATE = 8000;

/** Two seconds of sound that nobody spoke: a low hum, as a recorder in a pocket gives it. */
export function sound(seed: number): Buffer {
  const samples = Buffer.from(
    Array.from({ length: RATE * 2 }, (_, at) =>
      Math.round(128 + 22 * Math.sin((at * (90 + seed * 7) * 2 * Math.PI) / RATE) * Math.sin((at * Math.PI) / RATE)),
    ),
  );
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
