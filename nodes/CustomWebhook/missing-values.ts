import type { ItemScope } from './template';

/** Placeholders, or response variables, that had no value in any item of a run: most likely they are mistyped. */
export class MissingValues {
	private names: Map<string, string> | undefined;

	/**
	 * Takes an item into account whose request has been rendered, or whose answer has been read.
	 * @param shown gives a name without secrets
	 */
	see(scope: Pick<ItemScope, 'unresolved'>, shown: (name: string) => string): void {
		if (this.names?.size === 0) return;
		const { unresolved } = scope;
		this.names ??= new Map([...unresolved].map((name) => [name, shown(name)]));
		for (const name of this.names.keys()) if (!unresolved.has(name)) this.names.delete(name);
	}

	/** As they are written in the fields, in the order of their appearance. */
	inEveryItem(): string[] {
		return [...(this.names?.values() ?? [])];
	}
}
