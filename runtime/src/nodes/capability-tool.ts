/** The name of the tool by which a model says that the task needs a capability which its agent lacks. */
export const capabilityTool = 'request_capability';
