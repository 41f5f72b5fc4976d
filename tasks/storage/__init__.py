"""The storage edge: the only place that speaks S3. Keys and bytes in, bytes and small records out."""
