import sharp from "sharp";

/**
 * Photographs of a banking hall that does not exist: drawn, so that nobody's face or premises are in the demo bank. They
 * go through the same intake as a photograph from a phone.
 */
export const SCENES = ["hall", "counter", "queue", "leaflets", "sign", "seats"] as const;
export type Scene = (typeof SCENES)[number];

const PALETTE = {
  wall: "#cfd8d6",
  band: "#2f6674",
  glass: "#a9c4ca",
  desk: "#7d6650",
  floor: "#b9b2a2",
  coat: "#2c3d55",
  coat2: "#6f8468",
  skin: "#d9b391",
  ink: "#33383d",
  paper: "#f2efe7",
  warn: "#c9a24a",
};

function person(x: number, y: number, coat: string): string {
  return `<circle cx="${x}" cy="${y}" r="26" fill="${PALETTE.skin}"/><path d="M${x - 26} ${y - 6}a26 26 0 0 1 52 0v-6a26 22 0 0 0-52 0z" fill="${PALETTE.ink}"/><path d="M${x - 56} ${y + 130}v-62q0-40 56-40t56 40v62z" fill="${coat}"/><path d="M${x - 10} ${y + 30}l10 18 10-18z" fill="${PALETTE.paper}"/>`;
}

function body(scene: Scene): string {
  const lights = [120, 480, 840]
    .map((x) => `<rect x="${x}" y="30" width="220" height="14" fill="#fff" opacity=".85"/>`)
    .join("");
  const back = `<rect width="1200" height="800" fill="${PALETTE.wall}"/><rect y="90" width="1200" height="70" fill="${PALETTE.band}"/>${lights}<path d="M0 520h1200v280H0z" fill="${PALETTE.floor}"/><path d="M0 800 420 520M1200 800 780 520M600 800V520" stroke="#9d9686" stroke-width="2"/>`;
  const windows = [90, 450, 810]
    .map(
      (x) =>
        `<rect x="${x}" y="190" width="300" height="230" fill="${PALETTE.glass}" stroke="#e8ecea" stroke-width="10"/>`,
    )
    .join("");
  const desk = `<rect y="420" width="1200" height="110" fill="${PALETTE.desk}"/><rect y="412" width="1200" height="16" fill="#a68a6c"/>`;
  switch (scene) {
    case "counter":
      return (
        back +
        windows +
        person(240, 300, PALETTE.coat) +
        desk +
        `<rect x="700" y="440" width="120" height="14" fill="${PALETTE.paper}"/>`
      );
    case "queue":
      return (
        back +
        windows +
        desk +
        [260, 420, 580, 760, 930]
          .map((x, at) => person(x, 470 + (at % 2) * 26, at % 2 ? PALETTE.coat2 : "#7a5a5a"))
          .join("")
      );
    case "leaflets":
      return `${back}<rect x="300" y="240" width="600" height="400" fill="#8c8574"/>${Array.from({ length: 15 }, (_, at) => `<rect x="${330 + (at % 5) * 112}" y="${265 + Math.floor(at / 5) * 124 + (at % 3) * 9}" width="88" height="104" fill="${at % 4 === 0 ? PALETTE.warn : PALETTE.paper}" transform="rotate(${(at % 3) * 7 - 6} ${370 + (at % 5) * 112} 320)"/>`).join("")}`;
    case "sign":
      return `${back}<rect x="240" y="230" width="720" height="300" fill="${PALETTE.band}"/><rect x="280" y="270" width="640" height="26" fill="${PALETTE.paper}"/><rect x="280" y="330" width="520" height="18" fill="${PALETTE.paper}" opacity=".7"/><rect x="280" y="370" width="580" height="18" fill="${PALETTE.paper}" opacity=".7"/><rect x="280" y="410" width="300" height="18" fill="${PALETTE.paper}" opacity=".3"/><path d="M820 530l90-80 50 80z" fill="${PALETTE.wall}"/>`;
    case "seats":
      return `${back}${[140, 330, 520, 710, 900].map((x) => `<rect x="${x}" y="560" width="150" height="26" fill="${PALETTE.coat}"/><rect x="${x}" y="470" width="150" height="80" fill="#3c5470"/><path d="M${x + 20} 586v60M${x + 130} 586v60" stroke="${PALETTE.ink}" stroke-width="8"/>`).join("")}<rect x="560" y="520" width="60" height="40" fill="${PALETTE.paper}"/>`;
    default:
      return `${back + windows + person(240, 300, PALETTE.coat) + person(600, 300, PALETTE.coat) + desk}${person(830, 480, PALETTE.coat2)}<rect x="160" y="690" width="520" height="14" fill="${PALETTE.warn}"/>`;
  }
}

/** The scene as a JPEG, with a little grain so that no two are the same file. */
export async function draw(scene: Scene, grain: number): Promise<Buffer> {
  const specks = Array.from(
    { length: 40 },
    (_, at) =>
      `<circle cx="${(at * 97 + grain * 31) % 1200}" cy="${(at * 53 + grain * 17) % 800}" r="1" fill="#000" opacity=".08"/>`,
  ).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">${body(scene)}${specks}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 78 }).toBuffer();
}
