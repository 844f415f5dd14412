"""What a cohort took, as whoever runs or evaluates it wrote down: changes, obstacles, harm, hours and costs."""
