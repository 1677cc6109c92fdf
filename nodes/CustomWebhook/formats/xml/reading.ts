/** How an XML document is read, and who is told what is in it. */

/** What is told of a document, in its order. Texts and values are as they are written, references and all. */
export interface XmlHandler {
	open(name: string): void;
	attribute(name: string, value: string): void;
	text(written: string): void;
	cdata(text: string): void;
	close(): void;
}

export interface XmlReading {
	/**
	 * Strict: everything that XML 1.0 asks for. Else what many services get wrong is passed over, if it leaves no
	 * doubt: white space, NUL and BOM around the document, characters and references that XML does not know.
	 */
	isStrict: boolean;
	handler?: XmlHandler;
}
