import "server-only";
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import { clean } from "../paper/clean";
import type { Align, Block, Figure, Paper } from "../paper/types";
import { figureAsPng } from "../pdf/write";

/**
 * Page and lines of GB/T 9704-2012 in Word's units: twentieths of a point for lengths, half points for letters. 579 is
 * the exact line that puts 22 of them on a page, −5 the spacing that puts 28 characters of 16 points on one; a character
 * grid would move them again, so there is none.
 */
const OFFICE = {
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474, header: 851, footer: 1588 },
  line: 579,
  size: 32,
  spacing: -5,
  indent: 640,
} as const;
const LETTER = {
  margin: { top: 1417, bottom: 1531, left: 1417, right: 1417, header: 709, footer: 709 },
  line: 320,
  size: 22,
} as const;
const A4 = { width: 11906, height: 16838 } as const;
const RED = "B93620";

// The faces of Chinese office software; the standard's 小标宋 is not on every machine, 华文中宋 is its usual stand-in.
const face = (eastAsia: string, latin = "Times New Roman") => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia });
const FACES = {
  title: face("华文中宋"),
  body: face("仿宋"),
  first: face("黑体"),
  second: face("楷体"),
  table: face("宋体"),
} as const;

const ALIGN: Readonly<Record<Align, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  start: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
};

/** One language's way of setting paragraphs. */
class Setter {
  readonly zh: boolean;
  readonly #figures: ReadonlyMap<Figure, Awaited<ReturnType<typeof figureAsPng>>>;

  constructor(paper: Paper, figures: ReadonlyMap<Figure, Awaited<ReturnType<typeof figureAsPng>>>) {
    this.zh = paper.locale === "zh-CN";
    this.#figures = figures;
  }

  /** Text as a run in the face and size of the body unless said otherwise. */
  run(text: string, more: IRunOptions = {}): TextRun {
    return new TextRun({
      text,
      font: FACES.body,
      size: this.zh ? OFFICE.size : LETTER.size,
      ...(this.zh && { characterSpacing: OFFICE.spacing }),
      ...more,
    });
  }

  line(exact: number = this.zh ? OFFICE.line : LETTER.line) {
    return { line: exact, lineRule: LineRuleType.EXACT, before: 0, after: this.zh ? 0 : 120 };
  }

  paragraph(children: IParagraphOptions["children"], more: IParagraphOptions = {}): Paragraph {
    return new Paragraph({
      spacing: this.line(),
      alignment: this.zh ? AlignmentType.BOTH : AlignmentType.LEFT,
      ...(this.zh && { indent: { firstLine: OFFICE.indent, firstLineChars: 200 } }),
      ...more,
      ...(children && { children }),
    });
  }

  /** @param keep the next paragraph stays with it: who signs never stands on a page alone */
  block(block: Block, keep = false): (Paragraph | Table)[] {
    switch (block.kind) {
      case "heading":
        return [this.#heading(block)];
      case "text":
        return [
          this.paragraph([...(block.lead ? [this.run(block.lead, { bold: true })] : []), this.run(block.text)], {
            keepNext: keep,
          }),
        ];
      case "table":
        return this.#table(block);
      case "figure":
        return this.#figure(block);
    }
  }

  #heading({ level, text }: Extract<Block, { kind: "heading" }>): Paragraph {
    const look: IRunOptions = this.zh
      ? { font: level === 1 ? FACES.first : level === 2 ? FACES.second : FACES.body, bold: level === 3 }
      : { bold: level < 3, italics: level === 3, size: level === 1 ? 25 : LETTER.size };
    return this.paragraph([this.run(text, look)], {
      outlineLevel: level - 1,
      keepNext: true,
      ...(!this.zh && { spacing: { ...this.line(), before: level === 1 ? 280 : 160 } }),
    });
  }

  #caption(text: string): Paragraph {
    return this.paragraph(
      [this.run(text, { font: FACES.first, bold: !this.zh, size: this.zh ? 24 : 20, characterSpacing: 0 })],
      {
        alignment: this.zh ? AlignmentType.CENTER : AlignmentType.LEFT,
        indent: { firstLine: 0 },
        spacing: { before: 160, after: 80 },
        keepNext: true,
      },
    );
  }

  #table({ title, columns, rows }: Extract<Block, { kind: "table" }>): (Paragraph | Table)[] {
    const { margin } = this.zh ? OFFICE : LETTER;
    const room = A4.width - margin.left - margin.right;
    const sum = columns.reduce((total, column) => total + column.width, 0);
    const widths = columns.map((column) => Math.floor((room * column.width) / sum));
    const line = (size: number, color = "000000") => ({ style: BorderStyle.SINGLE, size, color });
    const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
    const cell = (text: string, at: number, head: boolean) =>
      new TableCell({
        width: { size: widths[at] ?? 0, type: WidthType.DXA },
        verticalAlign: VerticalAlign.CENTER,
        margins: { top: 50, bottom: 50, left: 70, right: 70 },
        ...(head && { borders: { bottom: line(6) } }),
        children: [
          new Paragraph({
            alignment: ALIGN[columns[at]?.align ?? "start"],
            keepNext: head,
            children: [
              this.run(text, {
                font: head ? FACES.first : FACES.table,
                bold: head && !this.zh,
                size: this.zh ? 21 : 19,
                characterSpacing: 0,
              }),
            ],
          }),
        ],
      });
    return [
      ...(title === null ? [] : [this.#caption(title)]),
      new Table({
        width: { size: room, type: WidthType.DXA },
        columnWidths: widths,
        borders: {
          top: line(8),
          bottom: line(8),
          left: none,
          right: none,
          insideVertical: none,
          insideHorizontal: line(2, "BFBFBF"),
        },
        rows: [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: columns.map(({ title: head }, at) => cell(head, at, true)),
          }),
          ...rows.map(
            (row) =>
              new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(row[at] ?? "", at, false)) }),
          ),
        ],
      }),
      new Paragraph({ spacing: { line: 240, lineRule: LineRuleType.EXACT } }),
    ];
  }

  #figure(figure: Figure): Paragraph[] {
    const picture = this.#figures.get(figure);
    if (!picture) return [];
    const width = this.zh ? 589 : 601;
    return [
      this.#caption(figure.title),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: 160 },
        children: [
          new ImageRun({
            type: "png",
            data: picture.bytes,
            transformation: { width, height: Math.round((width * picture.height) / picture.width) },
            // Numbered by their order, so that the same paper gives the same file.
            altText: {
              id: `${[...this.#figures.keys()].indexOf(figure) + 1}`,
              name: figure.title,
              title: figure.title,
              description: figure.alt,
            },
          }),
        ],
      }),
    ];
  }
}

/** Whether a title stands on one line of so many full characters; Latin letters and figures are half as wide. */
function fits(title: string, characters: number): boolean {
  return [...title].reduce((width, character) => width + (character > "\u2e7f" ? 1 : 0.5), 0) <= characters;
}

/** The paper as a Word file. */
export async function paperAsWord(given: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const paper = clean(given);
  const figures = new Map<Figure, Awaited<ReturnType<typeof figureAsPng>>>();
  for (const block of paper.body)
    if (block.kind === "figure") figures.set(block, await figureAsPng(block, paper.locale));
  const set = new Setter(paper, figures);
  const { zh } = set;
  const flatTitle = paper.title.replaceAll("\n", "");
  const titleLines = fits(flatTitle, zh ? 20 : 26) ? [flatTitle] : paper.title.split("\n");
  const flat = { firstLine: 0 };
  const docNumber = paper.number ?? null;
  const ruled = {
    spacing: { after: zh ? 400 : 300 },
    border: { bottom: { style: BorderStyle.SINGLE, size: zh ? 18 : 8, color: RED, space: 8 } },
  };
  const number = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
    new Footer({
      children: [
        new Paragraph({
          alignment,
          ...(zh && { indent: { left: 280, right: 280 } }),
          children: [
            set.run("", {
              font: FACES.table,
              size: zh ? 28 : 18,
              characterSpacing: 0,
              children: zh ? ["— ", PageNumber.CURRENT, " —"] : [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES],
            }),
          ],
        }),
      ],
    });
  const document = new Document({
    title: flatTitle,
    creator: paper.closing?.issuer ?? "",
    evenAndOddHeaderAndFooters: zh,
    styles: {
      default: {
        document: {
          run: {
            font: FACES.body,
            size: zh ? OFFICE.size : LETTER.size,
            language: { value: "en-GB", eastAsia: "zh-CN" },
          },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: zh ? OFFICE.margin : LETTER.margin } },
        footers: zh
          ? { default: number(AlignmentType.RIGHT), even: number(AlignmentType.LEFT) }
          : { default: number(AlignmentType.CENTER) },
        children: [
          ...(paper.head === null
            ? []
            : [
                new Paragraph({
                  alignment: zh ? AlignmentType.CENTER : AlignmentType.LEFT,
                  ...(docNumber === null && ruled),
                  children: [
                    set.run(paper.head, {
                      font: FACES.title,
                      bold: true,
                      color: RED,
                      size: zh ? 60 : 26,
                      characterSpacing: zh ? 40 : 0,
                    }),
                  ],
                }),
                ...(docNumber === null
                  ? []
                  : [
                      new Paragraph({
                        alignment: zh ? AlignmentType.CENTER : AlignmentType.LEFT,
                        ...ruled,
                        spacing: { ...ruled.spacing, before: zh ? OFFICE.line * 2 : 100 },
                        children: [set.run(docNumber, { font: FACES.body, size: zh ? 32 : 22 })],
                      }),
                    ]),
              ]),
          set.paragraph(
            titleLines.map((line, at) =>
              set.run(line, {
                font: FACES.title,
                bold: true,
                size: zh ? 44 : 34,
                characterSpacing: 0,
                ...(at > 0 && { break: 1 }),
              }),
            ),
            {
              alignment: zh ? AlignmentType.CENTER : AlignmentType.LEFT,
              indent: flat,
              spacing: zh ? { ...set.line(700), after: OFFICE.line } : { after: 200 },
            },
          ),
          ...(paper.subtitle === null
            ? []
            : [
                set.paragraph([set.run(paper.subtitle, { size: zh ? 28 : 22, color: "404040" })], {
                  alignment: zh ? AlignmentType.CENTER : AlignmentType.LEFT,
                  indent: flat,
                  spacing: { ...set.line(), after: zh ? OFFICE.line : 240 },
                }),
              ]),
          ...(paper.addressee === null ? [] : [set.paragraph([set.run(paper.addressee)], { indent: flat })]),
          ...paper.body.flatMap((block, at) =>
            set.block(block, paper.closing !== null && at === paper.body.length - 1),
          ),
          ...(paper.closing === null
            ? []
            : [paper.closing.issuer, paper.closing.day].map((text, at) =>
                set.paragraph([set.run(text)], {
                  alignment: zh ? AlignmentType.RIGHT : AlignmentType.LEFT,
                  indent: zh ? { right: OFFICE.indent } : flat,
                  keepNext: at === 0,
                  spacing: { ...set.line(), before: at > 0 ? 0 : zh ? OFFICE.line * 2 : 480 },
                }),
              )),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
