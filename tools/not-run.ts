import type { Reporter, TestModule } from 'vitest/node';

/** Counts apart what this machine could not run: tests that were skipped and say so in their name as `not run: <why>`. */
export default class NotRun implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const why = /not run: [^()>]+/.exec(test.fullName)?.[0].trim();
        if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
      }
    }
    for (const [why, count] of counts) console.log(`${why} (${count} ${count === 1 ? 'test' : 'tests'})`);
  }
}
