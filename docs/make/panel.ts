import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { CustomWebhookApiKeyApi } from '../../credentials/CustomWebhookApiKeyApi.credentials';
import { CustomWebhookBasicApi } from '../../credentials/CustomWebhookBasicApi.credentials';
import { CustomWebhookBearerApi } from '../../credentials/CustomWebhookBearerApi.credentials';
import { CustomWebhookOAuth2Api } from '../../credentials/CustomWebhookOAuth2Api.credentials';
import { CustomWebhookServiceApi } from '../../credentials/CustomWebhookServiceApi.credentials';
import { CustomWebhookSigningApi } from '../../credentials/CustomWebhookSigningApi.credentials';
import { CustomWebhookTlsApi } from '../../credentials/CustomWebhookTlsApi.credentials';
import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { IS_TOOL } from './conditions';
import type { Panel } from './parameters';

const { properties, credentials = [] } = new CustomWebhook().description;

/** The node's own description and that of its credentials. */
export const panel: Panel = {
	// Where the panel asks for the credentials is no parameter.
	properties: properties
		.filter((property) => property.type !== 'credentials' && !isOtherWording(property))
		.map(besideOneAnother),
	credentials,
	credentialTypes: [
		new CustomWebhookBearerApi(),
		new CustomWebhookApiKeyApi(),
		new CustomWebhookBasicApi(),
		new CustomWebhookOAuth2Api(),
		new CustomWebhookServiceApi(),
		new CustomWebhookSigningApi(),
		new CustomWebhookTlsApi(),
	],
};

/** Some fields have other words in the panel of the tool; they are described once. */
function hasOtherWording({ name }: INodeProperties): boolean {
	return properties.filter((one) => one.name === name).length > 1;
}

function isOtherWording(property: INodeProperties): boolean {
	return hasOtherWording(property) && property.displayOptions?.show?.[IS_TOOL]?.[0] === true;
}

/** Conditions without the `/` of names from the root: at the top of the panel all fields are beside one another. */
function besideOneAnother(property: INodeProperties): INodeProperties {
	const named = (conditions: object = {}) =>
		Object.fromEntries(
			Object.entries(conditions).map(([name, values]) => [name.replace(/^\//, ''), values]),
		);
	const { show, hide } = property.displayOptions ?? {};
	const { [IS_TOOL]: isTool, ...others } = show ?? {};
	const shown = hasOtherWording(property)
		? others
		: { ...others, ...(isTool ? { [IS_TOOL]: isTool } : {}) };
	return { ...property, displayOptions: { show: named(shown), hide: named(hide) } as IDisplayOptions };
}
