import { useState } from 'preact/hooks';

/**
 * A text field whose value is saved when it is left or Enter is pressed. What was typed stays while it is wrong, and
 * a value that changes elsewhere is shown only where nothing is being typed.
 */
export function useDraft(options: {
  stored: string;
  read: (text: string) => string;
  /** What is wrong with a value, or null. */
  judge: (text: string) => string | null;
  save: (text: string) => Promise<boolean>;
}) {
  const { stored, read, judge, save } = options;
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const finish = () => {
    if (typed === null) return;
    const value = read(typed);
    const fault = judge(value);
    setWrong(fault);
    if (fault !== null) return;
    if (value === stored) {
      setTyped(null);
      return;
    }
    void save(value).then((saved) => {
      if (saved) setTyped(null);
    });
  };

  return {
    wrong,
    input: {
      value: typed ?? stored,
      onInput: (event: { currentTarget: HTMLInputElement }) => {
        setTyped(event.currentTarget.value);
        setWrong(null);
      },
      onBlur: finish,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter') finish();
      },
    },
  };
}
