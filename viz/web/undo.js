// Undo and redo of what changes the picture of an entity page: what is expanded, hidden and switched off.

const pictureOf = ({ open, off, hide }) => ({ open, off, hide });
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Steps {
  constructor() {
    this.past = [];
    this.future = [];
    this.now = null;
  }

  /** Note the state that the page has come to. */
  note(state) {
    const picture = pictureOf(state);
    if (same(picture, this.now)) return;
    if (this.now) this.past.push(this.now);
    this.future = [];
    this.now = picture;
  }

  /** The picture before the last step, or null. */
  undo() {
    return this.#move(this.past, this.future);
  }

  /** The picture that the last undo left, or null. */
  redo() {
    return this.#move(this.future, this.past);
  }

  #move(from, to) {
    if (!from.length) return null;
    to.push(this.now);
    this.now = from.pop();
    return this.now;
  }
}
