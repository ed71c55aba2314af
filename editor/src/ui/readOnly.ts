/** Whether a form is only looked at: then it shows what stands in it, and nothing that would change it. */
import { createContext, useContext } from 'react';

export const ReadOnly = createContext(false);

export const useReadOnly = (): boolean => useContext(ReadOnly);

/** What stands in a field that is only looked at and in which there is nothing. */
export const nothing = '–';
