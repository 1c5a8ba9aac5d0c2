import { InvalidConfigError } from '../config';
import { scrubbed } from '../logging';

/** EX_CONFIG of sysexits.h: starting the process again would not help. */
const EXIT_CONFIGURATION_REFUSED = 78;

/** Runs a process's main function. A refused configuration ends it with sentences and code 78, another fault with 1. */
export function runProcess(main: () => Promise<void>): void {
  main().catch((fault: unknown) => {
    if (fault instanceof InvalidConfigError) exit(fault.message, EXIT_CONFIGURATION_REFUSED);
    else exit(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault), 1);
  });
}

function exit(message: string, code: number): void {
  process.stderr.write(`${scrubbed(message)}\n`, () => process.exit(code));
}
