/** The words of the login pages, for the languages `ui_locales` may ask for. Codes as DocuSign writes its locales. */
export type Words = {
  lang: string;
  logIn: string;
  emailAddress: string;
  next: string;
  password: string;
  logInButton: string;
  otherEmail: string;
  wrongPassword: string;
  emailMissing: string;
  wantsAccess: (app: string) => string;
  accept: string;
  cancel: string;
  signedInAs: (name: string) => string;
  logOut: string;
};

const english: Words = {
  lang: 'en',
  logIn: 'Log In to Docusign',
  emailAddress: 'Email address',
  next: 'Next',
  password: 'Password',
  logInButton: 'Log in',
  otherEmail: 'Use a different email address',
  wrongPassword: 'The email address or password you entered is not correct.',
  emailMissing: 'Enter your email address.',
  wantsAccess: (app) => `${app} is requesting access to your Docusign account`,
  accept: 'Accept',
  cancel: 'Cancel',
  signedInAs: (name) => `You are signed in as ${name}`,
  logOut: 'Log Out',
};

const WORDS: Record<string, Words> = {
  en: english,
  es: {
    lang: 'es',
    logIn: 'Iniciar sesión en Docusign',
    emailAddress: 'Dirección de correo electrónico',
    next: 'Siguiente',
    password: 'Contraseña',
    logInButton: 'Iniciar sesión',
    otherEmail: 'Usar otra dirección de correo electrónico',
    wrongPassword: 'La dirección de correo electrónico o la contraseña no son correctas.',
    emailMissing: 'Introduzca su dirección de correo electrónico.',
    wantsAccess: (app) => `${app} solicita acceso a su cuenta de Docusign`,
    accept: 'Aceptar',
    cancel: 'Cancelar',
    signedInAs: (name) => `Ha iniciado sesión como ${name}`,
    logOut: 'Cerrar sesión',
  },
  fr: {
    lang: 'fr',
    logIn: 'Connexion à Docusign',
    emailAddress: 'Adresse e-mail',
    next: 'Suivant',
    password: 'Mot de passe',
    logInButton: 'Se connecter',
    otherEmail: 'Utiliser une autre adresse e-mail',
    wrongPassword: "L'adresse e-mail ou le mot de passe est incorrect.",
    emailMissing: 'Saisissez votre adresse e-mail.',
    wantsAccess: (app) => `${app} demande l'accès à votre compte Docusign`,
    accept: 'Accepter',
    cancel: 'Annuler',
    signedInAs: (name) => `Vous êtes connecté en tant que ${name}`,
    logOut: 'Se déconnecter',
  },
  de: {
    lang: 'de',
    logIn: 'Bei Docusign anmelden',
    emailAddress: 'E-Mail-Adresse',
    next: 'Weiter',
    password: 'Kennwort',
    logInButton: 'Anmelden',
    otherEmail: 'Andere E-Mail-Adresse verwenden',
    wrongPassword: 'Die E-Mail-Adresse oder das Kennwort ist nicht richtig.',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    wantsAccess: (app) => `${app} bittet um Zugriff auf Ihr Docusign-Konto`,
    accept: 'Akzeptieren',
    cancel: 'Abbrechen',
    signedInAs: (name) => `Sie sind als ${name} angemeldet`,
    logOut: 'Abmelden',
  },
  ja: {
    lang: 'ja',
    logIn: 'Docusign にログイン',
    emailAddress: 'メールアドレス',
    next: '次へ',
    password: 'パスワード',
    logInButton: 'ログイン',
    otherEmail: '別のメールアドレスを使用',
    wrongPassword: 'メールアドレスまたはパスワードが正しくありません。',
    emailMissing: 'メールアドレスを入力してください。',
    wantsAccess: (app) => `${app} が Docusign アカウントへのアクセスを求めています`,
    accept: '同意する',
    cancel: 'キャンセル',
    signedInAs: (name) => `${name} としてログインしています`,
    logOut: 'ログアウト',
  },
  zh: {
    lang: 'zh',
    logIn: '登录 Docusign',
    emailAddress: '电子邮件地址',
    next: '下一步',
    password: '密码',
    logInButton: '登录',
    otherEmail: '使用其他电子邮件地址',
    wrongPassword: '电子邮件地址或密码不正确。',
    emailMissing: '请输入电子邮件地址。',
    wantsAccess: (app) => `${app} 请求访问您的 Docusign 帐户`,
    accept: '接受',
    cancel: '取消',
    signedInAs: (name) => `您已以 ${name} 的身份登录`,
    logOut: '注销',
  },
};

/** The first language of a space-separated `ui_locales` that is spoken here, by its language alone; else English. */
export function wordsFor(uiLocales: string | undefined): Words {
  for (const locale of (uiLocales ?? '').split(' ')) {
    const words = WORDS[locale.split(/[-_]/)[0]?.toLowerCase() ?? ''];
    if (words !== undefined) return words;
  }
  return english;
}
