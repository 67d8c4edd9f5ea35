import { say } from "../say";

/** Ctrl-C and SIGTERM: the first ends the run in good order, the second at once. */
export class Interruption {
  private readonly controller = new AbortController();
  private readonly heard = (): void => {
    if (this.controller.signal.aborted) {
      say("ended at once; the next run says what this one left");
      process.exit(2);
    }
    say("ending; what was made is being removed (once more to end at once)");
    this.controller.abort();
  };

  constructor() {
    process.on("SIGINT", this.heard);
    process.on("SIGTERM", this.heard);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Signals do again what they always do. */
  stop(): void {
    process.off("SIGINT", this.heard);
    process.off("SIGTERM", this.heard);
  }
}
