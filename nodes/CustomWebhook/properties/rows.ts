import type { INodePropertyTypeOptions } from 'n8n-workflow';

/** For a list of rows. While it is empty, its heading and its button say enough. */
export const rows: INodePropertyTypeOptions = {
	multipleValues: true,
	sortable: true,
	hideEmptyMessage: true,
};
