/** Titles of the newer pages read "{tool} • {project}". Seen on us02 pages of November 2025; older pages name the tool only. */
const SEPARATOR = ' • ';
const MAX_CHARACTERS = 100;

/** The project's name as the page's title has it, for showing only; undefined where the title holds none. */
export function projectNameIn(title: string): string | undefined {
  const at = title.lastIndexOf(SEPARATOR);
  const name = at < 0 ? '' : title.slice(at + SEPARATOR.length).trim();
  return name === '' || name.length > MAX_CHARACTERS ? undefined : name;
}
