import { Forms, hideForms } from './find';
import { formsOf, wholeValuesOf } from './forms';
import { hidePairs } from './pairs';
import { partsOf } from './parts';
import { hideRests } from './rests';
import { isSecretName, isSecretParameter } from '../formats';
import { HIDDEN, mapped } from './walk';

/**
 * Keeps secrets out of everything that this node writes. Credentials' secrets are replaced everywhere: as typed,
 * JSON-escaped, in base64, percent-encoded or escaped for HTML. Values of fields with telling names are replaced in the
 * log and in requests that are shown.
 */
export interface Redactor {
	/** Text without the credentials' secrets. */
	text(text: string): string;
	/** As `text`, for texts that may have been cut: also without the rest of a secret at the cut. */
	message(text: string): string;
	/** Any JSON value without the credentials' secrets; the same object if it has none. */
	value<T>(value: T): T;
	/** As `value`, and without the values of fields with telling names. */
	shown<T>(value: T): T;
	/** A URL without the credentials' secrets, for use in the workflow. */
	address(url: string): string;
	/** A URL without the credentials' secrets and without the values of parameters with telling names. */
	url(url: string): string;
	/** Whether values under this name are hidden. */
	hidesName(name: string): boolean;
	/** Whether this text as a whole is a secret, however short. */
	hidesValue(text: string): boolean;
}

/** A shorter secret is part of too many words, so it is hidden only as a whole value. */
const SHORTEST_ANYWHERE = 4;

/** Precedes the local part of a name from XML: `@_` of an attribute, or a prefix. */
const BEFORE_LOCAL_PART = /^(?:@_)?(?:[^:]*:)?/;

/**
 * A field's name, and the names inside it: with brackets for a list or a member (`token[]`, `user[token]`), and without
 * XML's prefixes (`w:token`, `@_token`).
 */
function namesIn(name: string): string[] {
	const parts = name.includes('[') ? name.split(/[[\]]/) : [];
	return [name, name.replace(BEFORE_LOCAL_PART, ''), ...parts];
}

/**
 * @param secrets the credentials' secrets, in lists that may grow later, by a renewed token
 * @param redactFields more telling names, in any case; empty ones, and spaces around them, are ignored
 */
export function createRedactor(
	secrets: ReadonlyArray<readonly string[]>,
	redactFields: readonly string[] = [],
): Redactor {
	const more = redactFields.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
	const names = new Set(more);
	const known = new Knowledge(secrets);

	const hidesName = (name: string) =>
		namesIn(name).some((part) => names.has(part.toLowerCase()) || isSecretName(part));
	const hidesValue = (value: string) => known.current().whole.has(value);
	const text = (original: string) => {
		const { whole, forms, isEmpty } = known.current();
		if (isEmpty) return original;
		return whole.has(original) ? HIDDEN : hideForms(original, forms);
	};
	const nothingToHide = () => known.current().isEmpty;
	const never = () => false;
	return {
		text,
		message: (original) => hideRests(text(original), known.current().forms.all),
		value: (value) => (nothingToHide() ? value : mapped(value, { text, hidesName: never })),
		shown: (value) => mapped(value, { text, hidesName }),
		address: (url) => (nothingToHide() ? url : text(hidePairs(url, never, hidesValue))),
		url: (url) => text(hidePairs(url, (name) => hidesName(name) || isSecretParameter(name), hidesValue)),
		hidesName,
		hidesValue,
	};
}

/** The forms of each secret, computed once for all texts. */
class Knowledge {
	/** Hidden only as whole values. */
	readonly whole = new Set<string>();
	/** All others, in each form to search for. */
	readonly forms = new Forms();
	private readonly known = new Set<string>();
	/** By list: how many of its secrets are known. */
	private readonly read: number[] = [];

	constructor(private readonly secrets: ReadonlyArray<readonly string[]>) {}

	get isEmpty(): boolean {
		return this.whole.size === 0 && this.forms.all.length === 0;
	}

	/** Includes secrets that were added since the last call. */
	current(): this {
		this.secrets.forEach((list, index) => {
			for (let at = this.read[index] ?? 0; at < list.length; at++)
				partsOf(list[at] ?? '').forEach(this.add);
			this.read[index] = list.length;
		});
		return this;
	}

	private readonly add = (secret: string): void => {
		if (this.known.has(secret)) return;
		this.known.add(secret);
		if (secret.length >= SHORTEST_ANYWHERE) formsOf(secret).forEach((form) => this.forms.add(form));
		else wholeValuesOf(secret).forEach((value) => this.whole.add(value));
	};
}
