/**
 * The look of a badge. `!important` on the host: there the rules of a shadow tree win over the page's own. The host
 * takes no room, so nothing of the page moves; light or dark is what the page declares (`color-scheme`); the pill hangs at an offset that `place.ts` sets.
 */
export const STYLE = `
:host{all:initial!important;position:absolute!important;width:0!important;height:0!important;z-index:2147483000!important;user-select:none!important;color-scheme:inherit!important}
u{position:absolute;width:1px;height:1px;visibility:hidden}
button{all:unset;position:absolute;left:0;top:0;display:flex;align-items:center;gap:4px;box-sizing:border-box;height:22px;max-width:320px;
padding:0 8px 0 2px;border:1px solid light-dark(#8c959f,#6e7681);border-radius:11px;background:light-dark(#fff,#1f2328);color:var(--t);
font:500 12px system-ui;white-space:nowrap;cursor:pointer;visibility:hidden;
--t:light-dark(#1f2328,#f0f3f6);--c:light-dark(#57606a,#9ea7b3)}
[data-at]{visibility:visible}
:hover{text-decoration:underline}
:focus-visible{outline:3px solid light-dark(#0b6bcb,#6cb6ff);outline-offset:2px}
[data-small]{padding:0 2px;gap:0}
[data-small] span{width:0}
[data-idle]{pointer-events:none}
span{overflow:hidden;text-overflow:ellipsis}
i{flex:none;width:16px;border-radius:8px;background:var(--c);color:light-dark(#fff,#000);font:700 11px/16px system-ui;text-align:center}
b{display:block}
[data-tone=good]{--c:light-dark(#1a7f37,#57d977)}
[data-tone=warn]{--c:light-dark(#9a5b00,#f2b544)}[data-tone=warn] i{border-radius:0;clip-path:polygon(50% 0,100% 100%,0 100%);line-height:20px}
[data-tone=bad]{--c:light-dark(#c4202b,#ff8a84)}[data-tone=bad] i{border-radius:2px;scale:.8;rotate:45deg}[data-tone=bad] b{rotate:-45deg}
[data-tone=off] i{border-radius:3px}
[data-tone=unknown] i{background:none;color:var(--t);outline:1px dashed var(--c);outline-offset:-1px}
@media(forced-colors:active){i{outline:1px solid;outline-offset:-1px}}
@media print{:host{display:none!important}}`;

/** What stands in the shape: shape and sign differ as well as colour. */
export const SIGNS = { good: '✓', warn: '!', bad: '×', off: '–', unknown: '?' } as const;
