/** What `enter-in-database.mjs` uses of a module that the types of Node 20 do not know. */
declare module 'node:sqlite' {
	export class DatabaseSync {
		constructor(path: string, options?: { timeout?: number });
		exec(sql: string): void;
		prepare(sql: string): { run(...values: unknown[]): unknown; get(...values: unknown[]): unknown };
		close(): void;
	}
}
