/** One cURL command → the settings that the fields would give. */
import type { TemplateOptions } from '../../template';
import type { Settings } from '../types';
import { addressOf } from './address';
import { readArguments } from './arguments';
import { methodAndBody } from './body';
import { Command, FIELD, type Word } from './command';
import { splitWords } from './dialect';
import { Draft } from './draft';
import { CommandHeaders } from './headers';
import { PIPED, printedText } from './printed';
import { BRACES, Typed } from './typed';
import { WebhookFailure } from '../../failure';

/** The settings that a command determines. */
export type CommandSettings = Pick<
	Settings,
	'method' | 'url' | 'headers' | 'body' | 'userAndPassword' | 'proxyPassword' | 'headersLeftOut'
> & {
	/** Options of the node, by their names, as the panel would give them. */
	options: Readonly<Record<string, unknown>>;
};

/** A prompt that documentation shows in front of a command. */
const PROMPT = /\s*(?:(?:[$#>%]|PS [^>\n]*>|[A-Z]:\\[^>\n]*>)\s*(?=(?:curl\b|printf %b ')))?/y;
const PROGRAM = /^(?:[^\s=]*[/\\])?curl(?:\.exe)?$/i;

/**
 * @param text the command, a template: placeholders may be anywhere in it
 * @param syntax of the placeholders
 * @param isPathAllowed whether a path is enough for a URL, because a service credential has the rest
 * @throws WebhookFailure with line and column if the node cannot send the same request as cURL
 */
export function readCurlCommand(
	text: string,
	syntax: TemplateOptions['syntax'],
	isPathAllowed: boolean,
): CommandSettings {
	const command = new Command(text.startsWith('=') ? text.slice(1) : text, syntax);
	const { words, input } = argumentsOf(command);
	const draft = new Draft(command, input);
	readArguments(command, words, draft);
	const headers = new CommandHeaders(draft);
	const { url, user } = addressOf(draft, isPathAllowed);
	const { method, body } = methodAndBody(draft, headers);
	for (const [name, value] of draft.named) headers.setUsual(name, value);
	const typedUser = userOf(draft);
	const credentials = typedUser ?? user;
	return {
		method,
		url: url.template(syntax),
		headers: headers.rows(),
		headersLeftOut: [...headers.leftOut],
		body,
		userAndPassword:
			credentials && !headers.has('Authorization')
				? { text: credentials.template(syntax), isInUrl: !typedUser }
				: undefined,
		proxyPassword: draft.proxyPassword,
		// without -L cURL follows no redirect
		options: { followRedirects: false, ...draft.options },
	};
}

function argumentsOf(command: Command): { words: readonly Word[]; input: Typed | undefined } {
	if (command.text.trim() === '')
		throw new WebhookFailure(
			'request',
			'cURL Command is empty. Paste the command from the documentation of the service, or set Request From to Fields.',
			{ field: FIELD },
		);
	PROMPT.lastIndex = 0;
	const start = PROMPT.exec(command.text)?.[0].length ?? 0;
	PIPED.lastIndex = start;
	const piped = PIPED.exec(command.text)?.[0];
	const from = start + (piped?.length ?? 0);
	const [program, ...words] = splitWords(command, from);
	if (!program || !PROGRAM.test(program.typed.text))
		throw command.mistake(
			program?.at ?? 0,
			'the command does not begin with curl',
			'Paste the whole cURL command, and nothing in front of it.',
		);
	return { words, input: piped === undefined ? undefined : inputOf(command, start, piped) };
}

/** The body that a preview's command sends through a pipe. */
function inputOf({ text, placeholders }: Command, start: number, piped: string): Typed {
	const whole = new Typed(text, placeholders).slice(start, start + piped.length);
	return new Typed(printedText(piped).replaceAll(BRACES, '{{'), whole.placeholders);
}

function userOf(draft: Draft): Typed | undefined {
	const { user } = draft;
	if (!user) return undefined;
	if (user.typed.text.includes(':')) return user.typed;
	throw draft.mistake(
		user,
		'-u has a user name and no password',
		'Put a colon behind the name if there is no password, as in -u name:.',
	);
}
