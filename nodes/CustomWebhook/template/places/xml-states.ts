/** The places of an XML text. */
export const XmlPlace = {
	Text: 0,
	/** After `<` or `</`. */
	TagStart: 1,
	TagName: 2,
	/** In a tag, after its name. */
	Tag: 3,
	/** After an attribute's `=`, before its quote. */
	Equals: 4,
	DoubleQuoted: 5,
	SingleQuoted: 6,
	/** After `<!`, before it is clear what it opens. */
	Bang: 7,
	BangDash: 8,
	BangBracket: 9,
	Comment: 10,
	CommentDash: 11,
	CommentDashes: 12,
	Cdata: 13,
	CdataBracket: 14,
	CdataBrackets: 15,
	Instruction: 16,
	InstructionEnd: 17,
	/** `<!DOCTYPE`. */
	Declaration: 18,
	DeclarationSubset: 19,
} as const;

const P = XmlPlace;

type Step = (character: string) => number;

/** For each state, the next one by the character. */
const STEPS: Record<number, Step> = {
	[P.Text]: (c) => (c === '<' ? P.TagStart : P.Text),
	[P.TagStart]: (c) => {
		if (c === '!') return P.Bang;
		if (c === '?') return P.Instruction;
		return c === '/' ? P.TagStart : inName(c);
	},
	[P.TagName]: inName,
	[P.Tag]: (c) => {
		if (c === '>') return P.Text;
		return c === '=' ? P.Equals : P.Tag;
	},
	[P.Equals]: (c) => {
		if (c === '"') return P.DoubleQuoted;
		if (c === "'") return P.SingleQuoted;
		return c === '>' ? P.Text : P.Equals;
	},
	[P.DoubleQuoted]: (c) => (c === '"' ? P.Tag : P.DoubleQuoted),
	[P.SingleQuoted]: (c) => (c === "'" ? P.Tag : P.SingleQuoted),
	[P.Bang]: (c) => {
		if (c === '-') return P.BangDash;
		return c === '[' ? P.BangBracket : P.Declaration;
	},
	[P.BangDash]: (c) => (c === '-' ? P.Comment : P.Declaration),
	[P.BangBracket]: (c) => (c === '[' ? P.Cdata : P.BangBracket),
	[P.Comment]: (c) => (c === '-' ? P.CommentDash : P.Comment),
	[P.CommentDash]: (c) => (c === '-' ? P.CommentDashes : P.Comment),
	[P.CommentDashes]: (c) => (c === '>' ? P.Text : c === '-' ? P.CommentDashes : P.Comment),
	[P.Cdata]: (c) => (c === ']' ? P.CdataBracket : P.Cdata),
	[P.CdataBracket]: (c) => (c === ']' ? P.CdataBrackets : P.Cdata),
	[P.CdataBrackets]: (c) => (c === '>' ? P.Text : c === ']' ? P.CdataBrackets : P.Cdata),
	[P.Instruction]: (c) => (c === '?' ? P.InstructionEnd : P.Instruction),
	[P.InstructionEnd]: (c) => (c === '>' ? P.Text : c === '?' ? P.InstructionEnd : P.Instruction),
	[P.Declaration]: (c) => (c === '>' ? P.Text : c === '[' ? P.DeclarationSubset : P.Declaration),
	[P.DeclarationSubset]: (c) => (c === ']' ? P.Declaration : P.DeclarationSubset),
};

function inName(character: string): number {
	if (character === '>') return P.Text;
	return /[\s/]/.test(character) ? P.Tag : P.TagName;
}

/** The state after `text`, if it begins in `state`. */
export function afterXml(state: number, text: string): number {
	for (let at = 0; at < text.length; at += 1) {
		if (state === P.Text) {
			at = text.indexOf('<', at);
			if (at === -1) return state;
		}
		const step = STEPS[state];
		if (step) state = step(text[at] ?? '');
	}
	return state;
}
