import type { XmlHandler } from './reading';

/** Prefixes that nobody declares (Namespaces in XML 1.0, section 3). */
const BUILT_IN = new Set(['xml', 'xmlns']);
const DECLARES = 'xmlns:';

/** Finds the prefixes that a document uses where nothing around declares them. */
export class PrefixFinder implements XmlHandler {
	readonly undeclared = new Set<string>();
	/** How many elements around declare a prefix. */
	private readonly declared = new Map<string, number>();
	/** What each element around declares. */
	private readonly elements: string[][] = [];
	/** Used in the tag that is being read: its own declarations may come later in it. */
	private used: string[] = [];

	open(name: string): void {
		this.endTag();
		this.elements.push([]);
		this.use(name);
	}

	attribute(name: string, value: string): void {
		if (!name.startsWith(DECLARES)) return this.use(name);
		if (value === '') return;
		const prefix = name.slice(DECLARES.length);
		this.elements.at(-1)?.push(prefix);
		this.count(prefix, 1);
	}

	text(): void {
		// text has no prefixes
	}

	cdata(): void {
		// nor have sections of it
	}

	close(): void {
		this.endTag();
		for (const prefix of this.elements.pop() ?? []) this.count(prefix, -1);
	}

	private use(name: string): void {
		const colon = name.indexOf(':');
		if (colon > 0) this.used.push(name.slice(0, colon));
	}

	private endTag(): void {
		for (const prefix of this.used)
			if (!this.declared.get(prefix) && !BUILT_IN.has(prefix)) this.undeclared.add(prefix);
		this.used = [];
	}

	private count(prefix: string, change: number): void {
		this.declared.set(prefix, (this.declared.get(prefix) ?? 0) + change);
	}
}
