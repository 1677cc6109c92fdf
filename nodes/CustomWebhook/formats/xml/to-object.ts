import { WebhookFailure } from '../../failure';
import { positionOf } from '../excerpt';
import type { JsonValue } from '../json';
import { ObjectBuilder, TooMuchXml } from './builder';
import { readInOneGo, readInTurns, type Steps } from './in-turns';
import { XmlReader } from './reader';

/**
 * Turns XML into an object: attributes as `@_name`, text as it is (white space alone between elements is left out),
 * text beside attributes or elements as `#text`, a repeated element as an array, prefixes kept. The only entities are
 * the five of XML and character references; any other stays as it is written. White space, NUL and a BOM around the
 * document are ignored.
 * @throws SyntaxError if the text is not well-formed XML, has a DOCTYPE with declarations, or nests too deep
 * @throws WebhookFailure `response` if it has more elements and attributes than are kept in memory
 */
export function parseXml(text: string): JsonValue {
	return readInOneGo(parse(text));
}

/** As `parseXml`, for a text of any length: other work of the process gets its turn every few milliseconds. */
export async function parseXmlInTurns(text: string): Promise<JsonValue> {
	return await readInTurns(parse(text));
}

function* parse(text: string): Steps<JsonValue> {
	const handler = new ObjectBuilder();
	try {
		const fault = yield* new XmlReader(text, { isStrict: false, handler }).read();
		if (!fault) return handler.root;
		const { line, column } = positionOf(text, fault.offset);
		throw new SyntaxError(`line ${line}, column ${column}: ${fault.message}`);
	} catch (error) {
		if (!(error instanceof TooMuchXml)) throw error;
		throw new WebhookFailure('response', `The XML response is too complex: ${error.message}`, {
			description: 'Ask the service for less at once, or set Response Format to Text or File.',
		});
	}
}
