-- What does the project hold?
SUMMARIZE trajectory_facts
