import type { WebhookFailure } from '../failure';

/**
 * Where the text of a template field ends up; it decides how a value is encoded. `headerBytes` is a header whose typed
 * text is bytes, one for each character. `part` is the text of a multipart form.
 */
export type Target = 'json' | 'xml' | 'url' | 'query' | 'form' | 'header' | 'headerBytes' | 'text' | 'part';

/** How a list is sent that is a whole value: `a,b`, `x=a&x=b`, `x[]=a&x[]=b`. */
export type QueryArrays = 'comma' | 'repeat' | 'brackets';

export interface TemplateOptions {
	/** `handlebars`: `{{a.b}}` and n8n's expressions. `dollar`: `${a.b}` only. */
	syntax: 'handlebars' | 'dollar';
	/** `fail`: a placeholder whose path does not exist fails the item. */
	missingValues: 'empty' | 'fail';
	/** For a list in the query of a URL. */
	queryArrays: QueryArrays;
	/** `record`: placeholders read the record, `data.*`, `variables.*` and the `@` names only. */
	readableData?: 'everything' | 'record';
}

/** What is the same for every item of a run. */
export interface RunScope {
	workflow: { id?: string; name?: string };
	execution: { id?: string; mode?: string };
	dataContext: 'auto' | 'contact' | 'opportunity' | 'ticket' | 'event' | 'custom';
	/** With `custom`: the names on the way to the primary record in the item. */
	dataContextPath: readonly string[];
	/** All items, so that n8n's expressions can be evaluated for many of them in one call. */
	items?: ReadonlyArray<{ json: object; binary?: object }>;
	/** As in TemplateOptions. */
	readableData?: TemplateOptions['readableData'];
}

/** An item of which only the record, `data` and `variables` can be read. */
export interface Hidden {
	/** The whole item. */
	readonly full: object;
	/** Partial copies: of the item, and of the objects on the way to the record. */
	readonly partial: ReadonlySet<unknown>;
}

/** What the placeholders of one item can see. Made once an item, used for all its template fields. */
export interface ItemScope {
	/** The item's JSON: what `$json`, `@root` and, outside of blocks, `this` are. */
	readonly root: object;
	/** The primary record, whose fields can be named without it; the item's own fields win. */
	readonly record?: object;
	/** The values of a service credential: `service.name`, and by their own paths behind the item's and the record's fields. */
	service?: object | undefined;
	/** The idempotency key of the item, the same over all its tries; undefined if it needs none of its own. */
	deliveryKey?: string;
	/** `@workflow`, `@execution`, `@now`, `@index`. */
	readonly data: Readonly<Record<string, unknown>>;
	/**
	 * n8n's evaluator for one placeholder: the code between the braces, the value with its type.
	 * @param data JSON text; then `code` is a function, which is called with its value
	 */
	evaluate(code: string, data?: string): unknown;
	readonly run: RunScope;
	/** The item's number, from 0. */
	readonly index: number;
	/** The item's files, by their names, as n8n describes them. */
	readonly binary: object;
	/** The item so many further on, with nothing noted yet; 0 is the same item. Undefined after the last one. */
	at(offset: number): ItemScope | undefined;
	/** With `readableData: record`: the item, of which `root` is a part. */
	readonly hidden: Hidden | undefined;
	/** Whether any of the following has been asked for; most items have nothing to note. */
	readonly hasNotes: boolean;
	/** What a person should know of how the item was rendered, a line each; filled while rendering. */
	readonly remarks: Set<string>;
	/** Paths that had no value, as typed, each once; filled while rendering. */
	readonly unresolved: Set<string>;
	/** Those of them for which a remark says why, or that had a value in another round of a loop. */
	readonly explained: Set<string>;
}

/** A compiled template field. */
export interface Template {
	/** The parameter whose text it is, as messages name it. */
	readonly field: string;
	/** Whether the text has no placeholder, so that it is the same for each item. */
	readonly isConstant: boolean;
	/** What is wrong with the text itself, so that no item can be rendered. */
	readonly failure?: WebhookFailure;
	/**
	 * The text with its placeholders filled in and encoded for the field's target. The result is not yet checked
	 * for being JSON, XML or a URL.
	 * @throws WebhookFailure `template` (syntax, unknown helper, missing value) or `request` (a value that a
	 * URL or a header cannot hold).
	 */
	render(scope: ItemScope): string;
	/**
	 * For query and form values: the typed value if the text is one placeholder and nothing else, else the
	 * rendered text.
	 */
	renderValue(scope: ItemScope): unknown;
}
