/** Handlebars' parser alone: its main entry would also hook `require` for `.hbs` files in the whole process. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base' {
	/**
	 * Parses Handlebars source and applies its whitespace control.
	 * @throws Error with the parser's own message if the syntax is wrong
	 */
	export function parse(input: string): import('./ast').Program;
}
