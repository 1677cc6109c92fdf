/**
 * n8n sends the data of an execution as one table, in which a value that occurs twice stands once
 * (the "flatted" format): inside an object or a list each text is the index of the value in the table.
 *
 * @param {string} text
 * @returns {unknown}
 */
export function parseFlatted(text) {
	/** @type {unknown[]} */
	const table = JSON.parse(text);
	/** @type {Map<number, object>} */
	const made = new Map();

	/** @param {number} index @returns {unknown} */
	const valueAt = (index) => {
		const entry = table[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		const known = made.get(index);
		if (known) return known;
		const copy = /** @type {Record<string, unknown>} */ (Array.isArray(entry) ? [] : {});
		made.set(index, copy);
		for (const [key, member] of Object.entries(entry)) {
			copy[key] = typeof member === 'string' ? valueAt(Number(member)) : member;
		}
		return copy;
	};
	return valueAt(0);
}
