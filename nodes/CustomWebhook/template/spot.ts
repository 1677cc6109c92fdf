import { WebhookFailure, type FailureKind } from '../failure';
import { failureInText, shorten } from '../formats';

/** UTF-16 units of a value that a message shows. */
const MOST_QUOTED_UNITS = 40;

/** A reason why a value cannot be used; the placeholder around it says where. */
export class ValueFault extends Error {
	constructor(
		message: string,
		readonly kind: 'template' | 'request' = 'template',
	) {
		super(message);
		this.name = 'ValueFault';
	}
}

/** One placeholder of a template, for messages about it. */
export class Spot {
	constructor(
		private readonly template: string,
		readonly field: string,
		/** Where it begins in the template, in UTF-16 units. */
		readonly offset: number,
		/** The placeholder as it is written, braces included. */
		readonly source: string,
	) {}

	/** The failure at this placeholder, with line and column of the template. */
	failure(message: string, fix = '', kind: FailureKind = 'template', cause?: unknown): WebhookFailure {
		const fault = { offset: this.offset, message, fix, cause };
		return failureInText(this.template, this.field, fault, { kind, shows: 'template' });
	}

	/** Turns whatever was thrown while this placeholder was evaluated into its failure. */
	failureOf(error: unknown): WebhookFailure {
		if (error instanceof WebhookFailure) return error;
		const source = shorten(this.source);
		if (error instanceof ValueFault) return this.failure(`${source} ${error.message}`, '', error.kind);
		if (error instanceof RangeError) {
			return this.failure(
				`the value of ${source} is nested too deeply, or too large`,
				'',
				'template',
				error,
			);
		}
		if (error instanceof TypeError) {
			const message = `the value of ${source} cannot be written as text: it refers to itself`;
			return this.failure(message, '', 'template', error);
		}
		return this.failure(`${source} failed: ${messageOf(error)}`, '', 'template', error);
	}
}

/** A value in a message. A cut one ends in `…`: there, redaction looks for the beginning of a secret. */
export function quoted(value: string): string {
	return `"${value.length > MOST_QUOTED_UNITS ? `${value.slice(0, MOST_QUOTED_UNITS)}…` : value}"`;
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
