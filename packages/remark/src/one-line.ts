/** The text with every white-space character a blank, so that where its lines break means nothing; offsets stay. */
export const oneLine = (text: string): string => text.replace(/\s/gu, ' ');
