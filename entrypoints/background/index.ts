import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../../utils/platform/browser.ts';
import { importAtInstall } from '../../utils/app/background/load-services.ts';
import { startBackground } from '../../utils/app/background/start.ts';

export default defineBackground({
  main() {
    // Listeners first and at once: the browser starts the worker for an event, and drops the event if nobody listens.
    importAtInstall();
    const background = startBackground();
    browser.runtime.onMessage.addListener(background.onMessage);
    browser.runtime.onInstalled.addListener(background.onInstalled);
    browser.runtime.onStartup.addListener(background.onStartup);
    browser.alarms.onAlarm.addListener(background.onAlarm);
    browser.tabs.onUpdated.addListener(background.onTabUpdated);
    browser.tabs.onRemoved.addListener(background.onTabRemoved);
    browser.permissions.onAdded.addListener(background.onPermissionsAdded);
    browser.permissions.onRemoved.addListener(background.onPermissionsRemoved);
    browser.notifications.onClicked.addListener(background.onNotificationClicked);
  },
});
