/** What people look for as a helper, and n8n or JavaScript has as a method: what is written behind the value. */
const METHODS: Readonly<Record<string, string>> = {
	capitalise: 'toTitleCase()',
	capitalize: 'toTitleCase()',
	titlecase: 'toTitleCase()',
	count: 'length',
	length: 'length',
	size: 'length',
	first: 'first()',
	last: 'last()',
	replace: 'replaceAll("a", "b")',
	round: 'round(2)',
	split: 'split(" ")[0]',
	substr: 'slice(0, 20)',
	substring: 'slice(0, 20)',
	truncate: 'slice(0, 20)',
};

/** The algorithms of n8n's `hash`, also as `hash_md5` or `md5Hash`. */
const HASH = /^(?:hash)?(md5|sha1|sha224|sha256|sha384|sha512|sha3|ripemd160)(?:hash)?$/;

const NAME_ALONE = /^[a-z_$][\w.$]*$/i;

/**
 * A call that is no helper, as the method of a value: `md5 contact.email` is `{{ contact.email.hash("md5") }}`.
 * Undefined if there is none.
 * @param value as it is typed; in place of anything but a path, an example is shown
 */
export function asMethod(name: string, value = ''): string | undefined {
	const plain = name.replace(/[_-]/g, '').toLowerCase();
	const algorithm = plain === 'hash' ? 'md5' : HASH.exec(plain)?.[1];
	const method =
		algorithm !== undefined
			? `hash("${algorithm}")`
			: Object.hasOwn(METHODS, plain)
				? METHODS[plain]
				: undefined;
	return method && `{{ ${NAME_ALONE.test(value) ? value : 'name'}.${method} }}`;
}
