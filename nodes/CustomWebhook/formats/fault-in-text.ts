import { WebhookFailure } from '../failure';
import { excerptOf, positionOf } from './excerpt';

/** What is wrong with a rendered text, and where. */
export interface RenderedFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	message: string;
	/** The likely cause, or the way out. */
	hint: string;
	cause?: unknown;
}

/** The failure of a text that came out of a template, with line, column and excerpt of what was rendered. */
export function renderedFailure(text: string, field: string, fault: RenderedFault): WebhookFailure {
	const { offset, message, hint, cause } = fault;
	const position = positionOf(text, offset);
	const where = `${field}, line ${position.line}, column ${position.column} of the rendered text`;
	return new WebhookFailure('template', `${where}: ${message}`, {
		description: `${excerptOf(text, offset)}\n${hint}`,
		field,
		...position,
		...(cause === undefined ? {} : { cause }),
	});
}
