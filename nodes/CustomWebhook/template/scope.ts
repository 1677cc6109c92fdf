import { ownValue } from './own-value';
import { isRecord, readablePart, recordPathOf } from './readable-part';
import type { Hidden, ItemScope, RunScope } from './types';

export { ownValue } from './own-value';

/** The records of a marketing suite, in the order in which `auto` looks for them. */
const RECORDS = ['contact', 'opportunity', 'ticket', 'event'];

/**
 * What the placeholders of one item can see. Costs a few nanoseconds: the primary record and the time are looked up
 * only if a placeholder asks for them.
 * @param run what is the same for all items
 * @param json the item's JSON
 * @param index the item's number, from 0
 * @param evaluate n8n's evaluator for one placeholder's code
 * @param now the clock; read once an item
 */
export function createScope(
	run: RunScope,
	json: object,
	index: number,
	evaluate: ItemScope['evaluate'],
	now: () => Date = () => new Date(),
): ItemScope {
	const { root, hidden } =
		run.readableData === 'record'
			? readablePart(json, recordPathOf(run, RECORDS, json))
			: { root: json, hidden: undefined };
	return new Scope(run, json, index, evaluate, now, root, hidden);
}

class Scope implements ItemScope {
	private foundRecord: object | null | undefined;
	private paths?: Set<string>;
	private told?: Set<string>;
	private reasons?: Set<string>;
	service?: object | undefined;
	readonly data: Readonly<Record<string, unknown>>;

	constructor(
		readonly run: RunScope,
		private readonly json: object,
		readonly index: number,
		readonly evaluate: ItemScope['evaluate'],
		private readonly now: () => Date,
		readonly root: object,
		readonly hidden: Hidden | undefined,
	) {
		this.data = new RunData(run, index, now);
	}

	get binary(): object {
		return this.run.items?.[this.index]?.binary ?? {};
	}

	at(offset: number): ItemScope | undefined {
		const json = offset === 0 ? this.json : this.run.items?.[this.index + offset]?.json;
		if (!json) return undefined;
		const scope = createScope(this.run, json, this.index + offset, this.evaluate, this.now);
		scope.service = this.service;
		return scope;
	}

	get hasNotes(): boolean {
		return (this.paths ?? this.told ?? this.reasons) !== undefined;
	}

	get unresolved(): Set<string> {
		return (this.paths ??= new Set());
	}

	get remarks(): Set<string> {
		return (this.told ??= new Set());
	}

	get explained(): Set<string> {
		return (this.reasons ??= new Set());
	}

	get record(): object | undefined {
		if (this.foundRecord === undefined) this.foundRecord = recordOf(this.run, this.root) ?? null;
		return this.foundRecord ?? undefined;
	}
}

/** `@workflow`, `@execution`, `@index`, `@now`. */
class RunData {
	[name: string]: unknown;
	readonly #now: () => Date;
	#time?: string;

	constructor(
		run: RunScope,
		readonly index: number,
		now: () => Date,
	) {
		this.workflow = run.workflow;
		this.execution = run.execution;
		this.#now = now;
	}

	get now(): string {
		return (this.#time ??= this.#now().toISOString());
	}
}

/** The primary record of an item, if it has one. */
function recordOf(run: RunScope, json: object): object | undefined {
	const path = recordPathOf(run, RECORDS, json);
	if (run.dataContext === 'auto' && path.length === 0) return undefined;
	const found = path.reduce<unknown>((value, name) => ownValue(value, name), json);
	return isRecord(found) ? found : undefined;
}
