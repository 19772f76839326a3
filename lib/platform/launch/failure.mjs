/** Something the person at the terminal can act on: shown as it stands, without a stack. */
export class Failure extends Error {
  constructor(message) {
    super(message);
    this.name = "Failure";
  }
}
