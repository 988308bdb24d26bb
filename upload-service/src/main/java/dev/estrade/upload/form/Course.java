package dev.estrade.upload.form;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** A course that a form named first; it belongs to that trainer from then on. */
@Document("courses")
record Course(@Id String id, String ownerId) {}
