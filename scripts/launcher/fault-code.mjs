/** The code of a fault of the operating system, such as EADDRINUSE; undefined for any other. @param {unknown} fault @returns {unknown} */
export const faultCode = (fault) => (typeof fault === 'object' && fault && 'code' in fault ? fault.code : undefined);
