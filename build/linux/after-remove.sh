#!/bin/bash
# Does what electron-builder's own script does, but nothing at an upgrade: with rpm, this script of the old package runs
# after the new one was set up, and would take away its command. dpkg calls an upgrade "upgrade", rpm calls it 1.
case "$1" in
upgrade | 1) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
  # The program is gone by now, which it would warn of.
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' 2>/dev/null || true
else
  rm -f '/usr/bin/${executable}'
fi

PROFILE='/etc/apparmor.d/${executable}'
if [ -f "$PROFILE" ]; then
  # In a chroot, there is no kernel to take the profile out of.
  if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$PROFILE" || true
  fi
  rm -f "$PROFILE"
fi
