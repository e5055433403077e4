"""The local web application: screens over the same contract, library and generation as the commands.

Only this package knows Flask. One file a screen in `ecrans/`; what screens share is beside them.
"""
