import { jsonContainerIn, parseJson, type JsonObject, type JsonValue } from '../formats/json';

/** Bodies with many values one after the other, as lists. */

/** Precedes each value of a JSON text sequence (RFC 7464, section 2.2). */
const RECORD_SEPARATOR = '\x1e';

/**
 * The values of JSON lines, one a line; empty lines are skipped.
 * @throws SyntaxError that names the line if one is not JSON
 */
export function parseJsonLines(text: string): JsonValue[] {
	return valuesOf(text.split('\n'), 'line');
}

/**
 * The values of a JSON text sequence (RFC 7464).
 * @throws SyntaxError that names the value if one is not JSON
 */
export function parseJsonSequence(text: string): JsonValue[] {
	return valuesOf(text.split(RECORD_SEPARATOR), 'value');
}

function valuesOf(texts: readonly string[], unit: string): JsonValue[] {
	return texts.flatMap((text, index) => {
		if (text.trim() === '') return [];
		try {
			return [parseJson(text)];
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw new SyntaxError(`${unit} ${unit === 'line' ? index + 1 : index}: ${reason}`, {
				cause: error,
			});
		}
	});
}

/**
 * The events of an event stream that has ended (WHATWG HTML, section 9.2.6): `event`, `data` (as JSON if it is an
 * object or an array) and `id` if the event has one. An event that was cut off at the end counts too.
 */
export function parseEvents(text: string): JsonValue[] {
	const events: JsonObject[] = [];
	let event = new PendingEvent();
	for (const line of [...text.split(/\r\n|\n|\r/), '']) {
		if (line === '') {
			if (event.data.length > 0) events.push(event.done());
			event = new PendingEvent();
		} else {
			event.take(line);
		}
	}
	return events;
}

class PendingEvent {
	readonly data: string[] = [];
	private name = '';
	private id: string | undefined;

	take(line: string): void {
		const colon = line.indexOf(':');
		const field = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
		if (field === 'data') this.data.push(value);
		else if (field === 'event') this.name = value;
		else if (field === 'id') this.id = value;
	}

	done(): JsonObject {
		const text = this.data.join('\n');
		const event: JsonObject = { event: this.name || 'message', data: jsonContainerIn(text) ?? text };
		if (this.id !== undefined) event.id = this.id;
		return event;
	}
}
