import type { WebhookFailure } from '../failure';
import { statementOf } from './classify';
import { curlyQuoteHint, shorten } from '../formats';
import type { Piece, Placeholder } from './cut';
import type { Spot } from './spot';

/**
 * Depth of nested blocks, each `{{else if}}` counted as one. The time of Handlebars' parser is quadratic in the depth,
 * and each level takes one or two frames of the stack.
 */
const MAX_NESTING = 1000;

interface Opened {
	name: string;
	placeholder: Placeholder;
	/** How many blocks it counts for. */
	depth: number;
	/** Whether its last branch, the plain `{{else}}`, has begun. */
	hasElse: boolean;
}

/**
 * Names the unclosed block, or the closing tag without one; Handlebars' own errors are vague.
 * @throws WebhookFailure `template`
 */
export function checkNesting(pieces: readonly Piece[], spotOf: (placeholder: Placeholder) => Spot): void {
	const nesting = new Nesting(spotOf);
	for (const piece of pieces) {
		if (piece.kind === 'handlebars') nesting.pass(piece);
	}
	nesting.end();
}

class Nesting {
	private readonly opened: Opened[] = [];
	private depth = 0;

	constructor(private readonly spotOf: (placeholder: Placeholder) => Spot) {}

	pass(piece: Extract<Piece, { kind: 'handlebars' }>): void {
		const inner = piece.source.replace(/^\{\{~?/, '').replace(/~?\}\}$/, '');
		if (piece.tag === 'open') this.open(piece, inner);
		if (piece.tag === 'else') this.otherwise(piece, inner);
		if (piece.tag === 'close') this.close(piece, plainName(inner.slice(1)));
	}

	end(): void {
		const last = this.opened.at(-1);
		if (!last) return;
		const spot = this.spotOf(last.placeholder);
		throw spot.failure(
			`the block ${shorten(spot.source)} is never closed`,
			`Close it with {{/${last.name}}}.`,
		);
	}

	private open(placeholder: Placeholder, inner: string): void {
		const name = NAME.exec(inner)?.[1] ?? '';
		if (statementOf(`{{${inner}}}{{/${name}}}`)?.type !== 'BlockStatement')
			throw this.unreadable(placeholder);
		this.opened.push({ name: plainName(name), placeholder, depth: 1, hasElse: false });
		this.deepen(placeholder);
	}

	private otherwise(placeholder: Placeholder, inner: string): void {
		const last = this.opened.at(-1);
		const spot = this.spotOf(placeholder);
		if (!last) throw spot.failure(`${shorten(spot.source)} is outside of a block`);
		if (statementOf(`{{#if a}}{{${inner}}}{{/if}}`) === undefined) throw this.unreadable(placeholder);
		if (last.hasElse) throw this.secondElse(spot, last);
		last.hasElse = /^\s*(?:else|\^)\s*$/.test(inner);
		if (last.hasElse) return;
		last.depth += 1;
		this.deepen(placeholder);
	}

	private close(placeholder: Placeholder, name: string): void {
		const last = this.opened.pop();
		const spot = this.spotOf(placeholder);
		if (!last) throw spot.failure(`${shorten(spot.source)} closes a block that was never opened`);
		if (last.name !== name) throw this.mismatch(spot, last);
		this.depth -= last.depth;
	}

	private deepen(placeholder: Placeholder): void {
		this.depth += 1;
		if (this.depth <= MAX_NESTING) return;
		throw this.spotOf(placeholder).failure(`blocks are nested more than ${MAX_NESTING} deep here`);
	}

	private secondElse(spot: Spot, last: Opened): WebhookFailure {
		const opening = shorten(this.spotOf(last.placeholder).source);
		return spot.failure(
			`${shorten(spot.source)} comes after the {{else}} of ${opening}`,
			'A block has one {{else}}, and it is the last branch.',
		);
	}

	private mismatch(spot: Spot, last: Opened): WebhookFailure {
		const opening = shorten(this.spotOf(last.placeholder).source);
		const message = `${shorten(spot.source)} closes ${opening}, which wants {{/${last.name}}}`;
		return spot.failure(message, 'Close each block before the one around it.');
	}

	private unreadable(placeholder: Placeholder): WebhookFailure {
		const spot = this.spotOf(placeholder);
		const hint =
			'A block takes paths and helpers, as in {{#if (eq status "new")}}; JavaScript works only outside of it.';
		return spot.failure(`${shorten(spot.source)} cannot be read`, curlyQuoteHint(spot.source) ?? hint);
	}
}

/** A block's opening, up to its values. */
const NAME = /^[#^]\s*((?:\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s|"'[\]])+)/;

/** Handlebars compares the names of a block's two ends without the brackets and quotes around their parts. */
function plainName(name: string): string {
	return name.trim().replace(/["'[\]]/g, '');
}
