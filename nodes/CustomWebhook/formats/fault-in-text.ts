import { WebhookFailure, type FailureKind } from '../failure';
import { excerptOf, positionOf } from './excerpt';
import { fieldLabel } from './field-label';

/** What is wrong with a text, and where. */
export interface TextFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	/** The rest of a sentence, without a full stop. */
	message: string;
	/** How to fix it, in whole sentences; may be empty. */
	fix: string;
	cause?: unknown;
}

/** Which text the line and column refer to, for people. */
interface TextKind {
	kind?: FailureKind;
	/** The text of the excerpt; without it, no excerpt is shown. */
	shows?: 'template' | 'rendered' | 'nothing';
}

const SHOWN = { template: 'Near', rendered: 'Near, with the values filled in' } as const;

/** The failure at one place of a field's text: `JSON Body, line 2, column 7: extra comma. Remove it.` */
export function failureInText(
	text: string,
	field: string,
	{ offset, message, fix, cause }: TextFault,
	{ kind = 'template', shows = 'rendered' }: TextKind = {},
): WebhookFailure {
	const position = positionOf(text, offset);
	const excerpt = shows === 'nothing' ? '' : excerptOf(text, offset);
	const where = `${fieldLabel(field)}, line ${position.line}, column ${position.column}`;
	return new WebhookFailure(kind, `${where}: ${message}${fix === '' ? '' : `. ${fix}`}`, {
		...(shows === 'nothing' || excerpt === '' ? {} : { description: `${SHOWN[shows]}: ${excerpt}` }),
		field,
		...position,
		...(cause === undefined ? {} : { cause }),
	});
}
