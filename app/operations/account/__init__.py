"""Operations on one account: read it, change or reset its password, devices, deactivation."""
