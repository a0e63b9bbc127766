"""What is asked about rooms, and who could run one."""
