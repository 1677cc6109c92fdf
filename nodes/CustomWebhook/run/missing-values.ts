/** Placeholders, or response variables, that had no value in any item of a run: most likely they are mistyped. */
export class MissingValues {
	private names: Map<string, string> | undefined;

	/**
	 * Takes an item into account whose request has been rendered, or whose response has been read.
	 * @param missing the names that had no value
	 * @param shown returns a name without secrets
	 */
	see(missing: ReadonlySet<string>, shown: (name: string) => string): void {
		if (this.names?.size === 0) return;
		this.names ??= new Map([...missing].map((name) => [name, shown(name)]));
		for (const name of this.names.keys()) if (!missing.has(name)) this.names.delete(name);
	}

	/** As typed in the fields, in order of appearance. */
	inEveryItem(): string[] {
		return [...(this.names?.values() ?? [])];
	}
}
