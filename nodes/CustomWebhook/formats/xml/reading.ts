/** How an XML document is read, and the handler of its content. */

/** Is told a document's content in order. Texts and values are as written, with their references. */
export interface XmlHandler {
	open(name: string): void;
	attribute(name: string, value: string): void;
	text(written: string): void;
	cdata(text: string): void;
	close(): void;
}

export interface XmlReading {
	/**
	 * Whether everything that XML 1.0 requires is checked. If not, common mistakes are accepted if they are not
	 * ambiguous: white space, NUL and BOM around the document, forbidden characters, unknown references.
	 */
	isStrict: boolean;
	handler?: XmlHandler;
}
