import { setOwn, type JsonObject, type JsonValue } from '../json';
import type { XmlHandler } from './reading';
import { readReferences } from './references';

const ATTRIBUTE_PREFIX = '@_';
const TEXT = '#text';
const BLANK = /^[ \t\r\n]*$/;

/** Each takes hundreds of bytes in memory, and 10 MB of `<b/>` would be 2.5 million. */
const MOST_NODES = 1_000_000;

/** A document has too many elements and attributes to keep in memory. */
export class TooMuchXml extends Error {}

/** An element that is not closed yet. */
interface Frame {
	name: string;
	members: JsonObject;
	hasAttributes: boolean;
	hasElements: boolean;
	text: string;
	/** Whether it has text other than layout white space; CDATA and references count, even for a space. */
	hasText: boolean;
}

/** Builds an object from a document. */
export class ObjectBuilder implements XmlHandler {
	/** The document: its root element as the one member. */
	readonly root: JsonObject = {};
	private readonly frames: Frame[] = [];
	private nodes = 0;

	open(name: string): void {
		this.count();
		this.frames.push({
			name,
			members: {},
			hasAttributes: false,
			hasElements: false,
			text: '',
			hasText: false,
		});
	}

	attribute(name: string, value: string): void {
		this.count();
		const frame = this.frames.at(-1);
		if (!frame) return;
		frame.hasAttributes = true;
		frame.members[ATTRIBUTE_PREFIX + name] = readReferences(withLineFeeds(value));
	}

	text(written: string): void {
		const frame = this.frames.at(-1);
		if (!frame) return;
		frame.hasText ||= !BLANK.test(written);
		frame.text += readReferences(withLineFeeds(written));
	}

	cdata(text: string): void {
		const frame = this.frames.at(-1);
		if (!frame) return;
		frame.hasText = true;
		frame.text += withLineFeeds(text);
	}

	close(): void {
		const frame = this.frames.pop();
		if (!frame) return;
		const around = this.frames.at(-1);
		if (around) around.hasElements = true;
		addMember(around?.members ?? this.root, frame.name, valueOf(frame));
	}

	private count(): void {
		this.nodes++;
		if (this.nodes > MOST_NODES)
			throw new TooMuchXml(
				`it has more than ${MOST_NODES.toLocaleString('en')} elements and attributes`,
			);
	}
}

function valueOf({ members, hasAttributes, hasElements, text, hasText }: Frame): JsonValue {
	const own = hasText ? text : '';
	if (!hasElements && !hasAttributes) return own;
	if (own !== '') members[TEXT] = hasElements ? own.trim() : own;
	return members;
}

function addMember(members: JsonObject, name: string, value: JsonValue): void {
	const present = Object.hasOwn(members, name) ? members[name] : undefined;
	if (present === undefined) setOwn(members, name, value);
	else if (Array.isArray(present)) present.push(value);
	else setOwn(members, name, [present, value]);
}

/** XML 1.0, section 2.11. */
function withLineFeeds(text: string): string {
	return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
