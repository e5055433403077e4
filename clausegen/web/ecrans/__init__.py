"""The screens, one file each: a blueprint named `plan`."""
