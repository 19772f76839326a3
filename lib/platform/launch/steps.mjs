// Progress for the person who waits: what is being done, how far it is, and how long each part took.

/** @param {number} total how many steps there will be */
export function steps(total) {
  let number = 0;
  const begun = Date.now();

  /** Runs one step; what it returns is shown beside its time ("nothing to do"). */
  async function step(title, work) {
    number += 1;
    const start = Date.now();
    console.log(`[${number}/${total}] ${title}`);
    const stillBusy = setInterval(() => console.log(`        … ${seconds(start)}`), 15_000);
    try {
      const remark = await work((line) => console.log(`        ${line}`));
      console.log(`        ${typeof remark === "string" ? `${remark}, ` : "done in "}${seconds(start)}`);
    } finally {
      clearInterval(stillBusy);
    }
  }

  return { step, elapsed: () => seconds(begun) };
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
