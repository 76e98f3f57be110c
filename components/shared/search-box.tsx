import { Search } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import styles from './search-box.module.css';

/** The search of a page. `/` goes to it from anywhere but a field, Escape empties it. */
export function SearchBox(props: {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  /** Enter was pressed in it. */
  onEnter?: () => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <label class={styles.search}>
      <Search size={16} aria-hidden="true" />
      <span class="unseen">{props.label}</span>
      <input
        ref={box}
        class="input"
        type="search"
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
        value={props.query}
        onInput={(event) => props.onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onQuery('');
          if (event.key === 'Enter') props.onEnter?.();
        }}
      />
    </label>
  );
}
