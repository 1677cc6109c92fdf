/** So many of the items of a run, in words: `3 of 5 items`. */
export function counted(count: number, all: number): string {
	return `${count} of ${all} ${all === 1 ? 'item' : 'items'}`;
}
